/** An application with a login of its own, which is an issuer besides. */
@org.jspecify.annotations.NullMarked
package io.aval.it.login;
