package dev.holdfastcanary.adapter.sink;

import com.fasterxml.jackson.core.JsonPointer;

/** Wrong: a library that is not this adapter's. */
final class PointsIntoJson {

  JsonPointer pointer() {
    return JsonPointer.compile("/type");
  }
}
