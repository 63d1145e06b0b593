#pragma once

#include <string.h>

// Texts one after another, each followed by a zero byte; the lengths count the zeros too.
// Every text says its own name in its first words, `lesson NAME`.

/// How many bytes a text has before its zero, or `most` where none of so many is one.
static inline long embedded_text_length(const char *_Nonnull text, long most) {
  return most > 0 ? (long)strnlen(text, (size_t)most) : 0;
}

/// The files `Lessons/NAME.lesson`.
const char *_Nonnull embedded_lessons(void);
/// The length of all lessons.
long embedded_lessons_length(void);

/// The files `Fixtures/Claims/NAME.expect`: the numbers printed in the notes.
const char *_Nonnull embedded_claims(void);
/// The length of all printed numbers.
long embedded_claims_length(void);

/// The file `CEmbedded/Page/page.css`, which says how a page looks.
const char *_Nonnull embedded_page_style(void);
/// Its length with the zero behind it.
long embedded_page_style_length(void);

/// The file `CEmbedded/Page/page.js`, which says what a page does.
const char *_Nonnull embedded_page_script(void);
/// Its length with the zero behind it.
long embedded_page_script_length(void);

/// The file `CEmbedded/Page/pad.css`, which says how a pad to draw digits on looks.
const char *_Nonnull embedded_pad_style(void);
/// Its length with the zero behind it.
long embedded_pad_style_length(void);

/// The file `CEmbedded/Page/pad.js`, which says what a pad to draw digits on does.
const char *_Nonnull embedded_pad_script(void);
/// Its length with the zero behind it.
long embedded_pad_script_length(void);

/// The file `CEmbedded/Page/index.css`, which says how the index of a course looks beyond page.css.
const char *_Nonnull embedded_index_style(void);
/// Its length with the zero behind it.
long embedded_index_style_length(void);

/// The file `CEmbedded/Page/index.js`, which looks for words in the lessons of a course.
const char *_Nonnull embedded_index_script(void);
/// Its length with the zero behind it.
long embedded_index_script_length(void);

/// The file `CEmbedded/engine.wasm.gz`: the rooms behind a page as a WebAssembly module, compressed with gzip.
const unsigned char *_Nonnull embedded_engine(void);
/// Its length; 0 where there is none.
long embedded_engine_length(void);
