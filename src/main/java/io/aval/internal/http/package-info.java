/**
 * A servlet request seen as the request that the core knows, and a refusal written as a servlet
 * response: what the doors of the servlet world share.
 *
 * <p>Above {@code io.aval.internal.request} and below the doors.
 */
@NullMarked
package io.aval.internal.http;

import org.jspecify.annotations.NullMarked;
