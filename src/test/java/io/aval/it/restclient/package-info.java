/** An application that calls another by a MicroProfile Rest Client. */
@NullMarked
package io.aval.it.restclient;

import org.jspecify.annotations.NullMarked;
