/**
 * What can be configured, from anywhere: the one catalogue of keys, the reader that turns names and
 * values into an immutable {@link io.aval.config.IdentityConfig} or reports every fault at once,
 * and the records themselves.
 *
 * <p>Imports the JDK and {@code io.aval} only, so that the command line can use it without a
 * server.
 */
@NullMarked
package io.aval.config;

import org.jspecify.annotations.NullMarked;
