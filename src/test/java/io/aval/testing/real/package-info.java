/**
 * Issuers that run here, as real as they are elsewhere: what becomes of their tokens under the
 * configurations of their pages, asked of Aval itself or of a server with it.
 */
@NullMarked
package io.aval.testing.real;

import org.jspecify.annotations.NullMarked;
