/**
 * What came of fleet storms, for people and for programs: a table for the terminal, JSON, CSV, a
 * page with charts, and requirements that a result meets or not. The roots are {@link
 * dev.holdfast.adapter.simulation.report.StormReport} and {@link
 * dev.holdfast.adapter.simulation.report.Requirement}.
 */
@NullMarked
package dev.holdfast.adapter.simulation.report;

import org.jspecify.annotations.NullMarked;
