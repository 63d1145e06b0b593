#pragma once

// Texts one after another, each followed by a zero byte; the lengths count the zeros too.
// Every text says its own name in its first words, `lesson NAME`.

/// The files `Lessons/NAME.lesson`.
const char *_Nonnull embedded_lessons(void);
/// The length of all lessons.
long embedded_lessons_length(void);

/// The files `Fixtures/Claims/NAME.expect`: the numbers printed in the notes.
const char *_Nonnull embedded_claims(void);
/// The length of all printed numbers.
long embedded_claims_length(void);
