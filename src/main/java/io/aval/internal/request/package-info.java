/**
 * One request's worth: from where a request may carry a token to the identity or the refusal it
 * ends with, free of REST and servlet types.
 *
 * <p>Used by every door; uses the core below it.
 */
@NullMarked
package io.aval.internal.request;

import org.jspecify.annotations.NullMarked;
