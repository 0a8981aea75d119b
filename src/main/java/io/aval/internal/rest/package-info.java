/**
 * The JAX-RS door: verdict, annotations and refusals of REST resources, and the JSON shape of an
 * identity in an answer.
 *
 * <p>Floor 4.
 */
@NullMarked
package io.aval.internal.rest;

import org.jspecify.annotations.NullMarked;
