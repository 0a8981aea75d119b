package io.aval.internal.issuer;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call and its answer, whatever server carries them: the endpoints know no other. For one
 * thread.
 */
public interface Exchange {

  /** The method, in capitals. */
  String method();

  /** What stands in the path behind the endpoint's own, decoded, with its slash; null: nothing. */
  @Nullable String below();

  /** The query as it stands; null: none. */
  @Nullable String query();

  /** Where the call comes from, and which address it was sent to. */
  Caller caller();

  /** All values of a header. */
  List<String> headers(String name);

  /** How long the body is said to be; −1 where nothing is said. */
  long contentLength();

  /**
   * The body, unbounded: whoever reads it bounds it.
   *
   * @throws IOException when it cannot be read
   */
  InputStream body() throws IOException;

  /** Whom the server knows as signed in by another means than a token. */
  Optional<String> signedIn();

  /** A form parameter that somebody else has read from the body already; null: none. */
  @Nullable String parameter(String name);

  /** Sets a header of the answer. */
  void setHeader(String name, String value);

  /** Adds a value to a header of the answer. */
  void addHeader(String name, String value);

  /**
   * Answers with JSON; what answers {@code HEAD} has the length and no body.
   *
   * @throws IOException when the caller is gone
   */
  void send(int status, byte[] json) throws IOException;

  /**
   * Answers without a body.
   *
   * @throws IOException when the caller is gone
   */
  void send(int status) throws IOException;
}
