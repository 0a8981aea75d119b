/**
 * The roof: starts Aval in an application, lists every bean, and puts the parts together.
 *
 * <p>May use everything, and nothing uses it.
 */
@NullMarked
package io.aval.internal.cdi;

import org.jspecify.annotations.NullMarked;
