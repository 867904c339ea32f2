package dev.holdfast.adapter.simulation.world;

/** A bug that is planted to be found. */
interface PlantedBug extends Sabotage {

  /** The promise that it breaks. */
  Promise breaks();
}
