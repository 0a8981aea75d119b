/**
 * The application of the integration tests: runs inside the servers, knows nothing of the tests.
 */
package io.aval.it.app;
