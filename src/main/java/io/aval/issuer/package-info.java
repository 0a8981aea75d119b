/**
 * Being an issuer: templates, signing keys, and the issuer that mints tokens from them.
 *
 * <p>Uses the core below it, and knows nothing of requests.
 */
@NullMarked
package io.aval.issuer;

import org.jspecify.annotations.NullMarked;
