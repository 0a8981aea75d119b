/**
 * The JAX-RS door: verdict, annotations and refusals of REST resources, and the JSON shape of an
 * identity in an answer.
 */
@NullMarked
package io.aval.internal.rest;

import org.jspecify.annotations.NullMarked;
