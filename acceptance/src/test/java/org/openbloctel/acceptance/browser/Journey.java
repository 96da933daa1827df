package org.openbloctel.acceptance.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A test that takes a journey in each look of its class's {@code looks}, which are of {@link Look#ways}. */
@ParameterizedTest
@MethodSource("looks")
@Retention(RetentionPolicy.RUNTIME)
@Tag("looks")
@Target(ElementType.METHOD)
@interface Journey {}
