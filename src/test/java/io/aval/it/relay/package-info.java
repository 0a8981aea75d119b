/** An application that calls another one for its caller. */
@NullMarked
package io.aval.it.relay;

import org.jspecify.annotations.NullMarked;
