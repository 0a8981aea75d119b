/** Fixtures that the tests share: an issuer of one's own, and a clock that obeys. */
@NullMarked
package io.aval.testing;

import org.jspecify.annotations.NullMarked;
