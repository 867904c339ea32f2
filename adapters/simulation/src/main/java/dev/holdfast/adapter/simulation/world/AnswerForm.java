package dev.holdfast.adapter.simulation.world;

/** How a gateway says which request an answer belongs to. */
enum AnswerForm {
  /** By nothing but its turn. */
  BY_ORDER,
  /** By its turn, and by the name of the request. */
  BY_ORDER_AND_NAME,
  /** By a key. */
  BY_KEY
}
