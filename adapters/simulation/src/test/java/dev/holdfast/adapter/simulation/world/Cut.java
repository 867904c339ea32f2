package dev.holdfast.adapter.simulation.world;

import dev.holdfast.adapter.simulation.network.Frame;
import dev.holdfast.adapter.simulation.network.GatewayEnd;

/** The ways in which a link ends. */
enum Cut {
  /** A reset. */
  RESET {
    @Override
    void strike(GatewayEnd end) {
      end.reset();
    }
  },
  /** The end of TCP, without a close frame. */
  FIN {
    @Override
    void strike(GatewayEnd end) {
      end.fin();
    }
  },
  /** Nothing gets through any more, and nobody is told. */
  SILENCE {
    @Override
    void strike(GatewayEnd end) {
      end.cut();
    }
  },
  /** A close frame. */
  CLOSE {
    @Override
    void strike(GatewayEnd end) {
      end.send(Frame.close(1011, "enough"));
      end.fin();
    }
  };

  abstract void strike(GatewayEnd end);
}
