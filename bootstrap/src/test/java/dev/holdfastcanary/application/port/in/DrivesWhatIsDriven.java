package dev.holdfastcanary.application.port.in;

import dev.holdfastcanary.application.port.out.Transport;

/** Wrong: an in-port that knows an out-port, and a wish without its surname. */
interface DrivesWhatIsDriven {

  void drive(Transport transport);
}
