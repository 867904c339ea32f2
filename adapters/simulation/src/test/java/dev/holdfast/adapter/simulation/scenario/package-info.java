/** Tests of scenarios: what comes with the product can be read, and every mistake is told. */
package dev.holdfast.adapter.simulation.scenario;
