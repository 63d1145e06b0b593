// Placeholder until the first file of LessonCommand lands.
