/** An application of which several stand side by side, and pass requests on to each other. */
@NullMarked
package io.aval.it.neighbours;

import org.jspecify.annotations.NullMarked;
