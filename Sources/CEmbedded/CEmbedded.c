#include "CEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One line for each file: its bytes and a zero.
#define QUOTED(path) #path
#define PATH(path) QUOTED(path)
#define LESSON(name) PATH(../../Lessons/name.lesson) suffix(, 0, )
#define PAGE(name) PATH(Page/name) suffix(, 0, )
#define CLAIMS(name) PATH(../../Fixtures/Claims/name.expect) suffix(, 0, )

// The text of a name, and its length.
#define GIVE(name) \
  const char *embedded_##name(void) { return name; } \
  long embedded_##name##_length(void) { return sizeof name; }

static const char lessons[] = {
#embed LESSON(perceptron)
#embed LESSON(activations)
#embed LESSON(linear-collapse)
#embed LESSON(derivatives)
#embed LESSON(autodiff)
#embed LESSON(toy-weight)
#embed LESSON(clase6)
#embed LESSON(xor)
#embed LESSON(xor-torch)
#embed LESSON(xor-hidden)
#embed LESSON(encoding)
#embed LESSON(softmax-ce)
#embed LESSON(losses)
#embed LESSON(saturation)
#embed LESSON(gradient-descent)
#embed LESSON(learning-rate)
#embed LESSON(eta-study)
#embed LESSON(optimizers)
#embed LESSON(gradient-free)
#embed LESSON(gradient-problems)
#embed LESSON(gradient-saddle)
#embed LESSON(gradient-dead)
#embed LESSON(gradient-explosion)
#embed LESSON(gradient-clipping)
#embed LESSON(init)
#embed LESSON(normalisation)
#embed LESSON(normalisation-deep)
#embed LESSON(mnist-data)
#embed LESSON(mnist-10)
#embed LESSON(mnist-32)
#embed LESSON(mnist-128)
#embed LESSON(mnist)
#embed LESSON(hidden-size)
#embed LESSON(overfitting)
#embed LESSON(regularization)
#embed LESSON(quadratic-eq)
#embed LESSON(conv-filter)
#embed LESSON(pooling)
#embed LESSON(flatten)
#embed LESSON(receptive-field)
#embed LESSON(diversity)
#embed LESSON(shift)
#embed LESSON(cnn)
#embed LESSON(training-cycle)
#embed LESSON(blocks)
#embed LESSON(parameters)
#embed LESSON(hyperparameters)
#embed LESSON(notation)
};

static const char claims[] = {
#embed CLAIMS(perceptron)
#embed CLAIMS(activations)
#embed CLAIMS(linear-collapse)
#embed CLAIMS(derivatives)
#embed CLAIMS(autodiff)
#embed CLAIMS(toy-weight)
#embed CLAIMS(clase6)
#embed CLAIMS(xor)
#embed CLAIMS(xor-torch)
#embed CLAIMS(xor-hidden)
#embed CLAIMS(encoding)
#embed CLAIMS(softmax-ce)
#embed CLAIMS(losses)
#embed CLAIMS(saturation)
#embed CLAIMS(gradient-descent)
#embed CLAIMS(learning-rate)
#embed CLAIMS(eta-study)
#embed CLAIMS(optimizers)
#embed CLAIMS(gradient-free)
#embed CLAIMS(gradient-problems)
#embed CLAIMS(gradient-saddle)
#embed CLAIMS(gradient-dead)
#embed CLAIMS(gradient-explosion)
#embed CLAIMS(gradient-clipping)
#embed CLAIMS(init)
#embed CLAIMS(normalisation)
#embed CLAIMS(normalisation-deep)
#embed CLAIMS(mnist-data)
#embed CLAIMS(mnist-10)
#embed CLAIMS(mnist-32)
#embed CLAIMS(mnist-128)
#embed CLAIMS(mnist)
#embed CLAIMS(hidden-size)
#embed CLAIMS(overfitting)
#embed CLAIMS(regularization)
#embed CLAIMS(quadratic-eq)
#embed CLAIMS(conv-filter)
#embed CLAIMS(pooling)
#embed CLAIMS(flatten)
#embed CLAIMS(receptive-field)
#embed CLAIMS(diversity)
#embed CLAIMS(shift)
#embed CLAIMS(cnn)
#embed CLAIMS(training-cycle)
#embed CLAIMS(blocks)
#embed CLAIMS(parameters)
#embed CLAIMS(hyperparameters)
#embed CLAIMS(notation)
};

GIVE(lessons)

GIVE(claims)

static const char page_style[] = {
#embed PAGE(page.css)
};

GIVE(page_style)

static const char page_script[] = {
#embed PAGE(page.js)
};

GIVE(page_script)

static const char pad_style[] = {
#embed PAGE(pad.css)
};

GIVE(pad_style)

static const char pad_script[] = {
#embed PAGE(pad.js)
};

GIVE(pad_script)

static const char index_style[] = {
#embed PAGE(index.css)
};

GIVE(index_style)

static const char index_script[] = {
#embed PAGE(index.js)
};

GIVE(index_script)

// `.ci/engine` makes it; a page without it computes nothing.
static const unsigned char engine[] = {
#if __has_embed("engine.wasm.gz")
#embed "engine.wasm.gz" suffix(, )
#endif
  0
};

const unsigned char *embedded_engine(void) { return engine; }
long embedded_engine_length(void) { return sizeof engine - 1; }
