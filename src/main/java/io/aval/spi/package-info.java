/**
 * What an application or a vendor may supply: Aval asks a bean of one of these types when there is
 * one.
 *
 * <p>Uses {@code io.aval} only.
 */
@NullMarked
package io.aval.spi;

import org.jspecify.annotations.NullMarked;
