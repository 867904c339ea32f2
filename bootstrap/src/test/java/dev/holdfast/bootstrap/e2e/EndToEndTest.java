package dev.holdfast.bootstrap.e2e;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * Marks a class of end-to-end tests: each test may ask for its own {@link Daemons} and {@link
 * dev.holdfast.adapter.transport.fixture.RawGateway} as parameters, and so runs beside the others.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Execution(ExecutionMode.CONCURRENT)
@ExtendWith(EndToEndExtension.class)
@Timeout(180)
@interface EndToEndTest {}
