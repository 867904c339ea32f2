package dev.holdfast.application.service;

import dev.holdfast.application.port.in.Acquisition;
import dev.holdfast.application.port.out.Recurrence;

/**
 * A reading that is taken again and again.
 *
 * @param name what it is called in logs; not empty
 * @param acquisition what to ask for
 * @param when at which times of the day
 */
public record ScheduledAcquisition(String name, Acquisition acquisition, Recurrence when) {}
