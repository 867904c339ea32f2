package dev.holdfastcanary.bootstrap.lifecycle;

import dev.holdfastcanary.bootstrap.demo.Demo;

/** Wrong: the daemon would not run without the demo. */
final class PlaysADemo {

  void play(Demo demo) {
    demo.play();
  }
}
