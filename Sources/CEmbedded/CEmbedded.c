#include "CEmbedded.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

// One line for each file: its bytes and a zero.
#define QUOTED(path) #path
#define PATH(path) QUOTED(path)
#define LESSON(name) PATH(../../Lessons/name.lesson) suffix(, 0, )
#define CLAIMS(name) PATH(../../Fixtures/Claims/name.expect) suffix(, 0, )

static const char lessons[] = {
#embed LESSON(clase6)
#embed LESSON(xor)
#embed LESSON(perceptron)
#embed LESSON(toy-weight)
#embed LESSON(optimizers)
#embed LESSON(autodiff)
#embed LESSON(mnist)
#embed LESSON(mnist-10)
#embed LESSON(mnist-128)
#embed LESSON(mnist-32)
#embed LESSON(hidden-size)
#embed LESSON(mnist-data)
};

static const char claims[] = {
#embed CLAIMS(clase6)
#embed CLAIMS(xor)
#embed CLAIMS(perceptron)
#embed CLAIMS(toy-weight)
#embed CLAIMS(optimizers)
#embed CLAIMS(autodiff)
#embed CLAIMS(mnist)
#embed CLAIMS(mnist-10)
#embed CLAIMS(mnist-128)
#embed CLAIMS(mnist-32)
#embed CLAIMS(hidden-size)
#embed CLAIMS(mnist-data)
};

const char *embedded_lessons(void) { return lessons; }
long embedded_lessons_length(void) { return sizeof lessons; }

const char *embedded_claims(void) { return claims; }
long embedded_claims_length(void) { return sizeof claims; }
