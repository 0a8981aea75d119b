/**
 * The issuer's door: discovery, key set and minting over HTTP, off unless {@code
 * aval.issuer.enabled=true}.
 *
 * <p>Uses {@code io.aval.issuer} and what is below it; knows no other door.
 */
@NullMarked
package io.aval.internal.issuer;

import org.jspecify.annotations.NullMarked;
