/**
 * The page <i>JWT Templates</i>, on which administrators edit templates, off unless {@code
 * aval.issuer.dashboard=true}.
 *
 * <p>Stands on what the issuer's door shares, and asks for no bearer token: it has its own rule for
 * who may enter.
 */
@NullMarked
package io.aval.internal.dashboard;

import org.jspecify.annotations.NullMarked;
