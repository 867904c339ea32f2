package dev.holdfastcanary.adapter.sink.line;

import com.fasterxml.jackson.core.JsonPointer;

/** Wrong: a library that is not this adapter's. */
final class PointsIntoJson {

  JsonPointer pointer() {
    return JsonPointer.compile("/type");
  }
}
