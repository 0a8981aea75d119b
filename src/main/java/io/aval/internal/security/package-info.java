/**
 * The Jakarta Security door: makes the container itself know the caller.
 *
 * <p>The only importer of {@code jakarta.security.enterprise} beside the roof.
 */
@NullMarked
package io.aval.internal.security;

import org.jspecify.annotations.NullMarked;
