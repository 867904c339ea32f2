/** Tests of the reports and requirements on fleet storms, over results made by hand. */
package dev.holdfast.adapter.simulation.report;
