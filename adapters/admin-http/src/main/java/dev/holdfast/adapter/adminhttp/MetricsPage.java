package dev.holdfast.adapter.adminhttp;

import java.util.concurrent.CompletionStage;

/** The page that {@code /metrics} serves. */
public interface MetricsPage {

  /** Its media type. */
  String type();

  /** Makes it; returns at once. */
  CompletionStage<String> page();
}
