package io.aval.internal.jose;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;

/**
 * Looks over a fetched document before it is read: a streaming pass that keeps nothing, so that no
 * document, however deep or long, costs more than its own length. jose4j's recursive reader sees
 * only what passed.
 */
final class JsonShape {
  /** Discovery documents and key sets are flatter than this by far. */
  private static final int DEEPEST = 16;

  /** A set of 100 keys has some thousand names and values, a discovery document some hundred. */
  private static final int MOST_TOKENS = 20_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.nonRecyclingPool()) // see JsonText; this is rare
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(100)
                  .maxNameLength(1000)
                  .maxStringLength(1 << 20)
                  .build())
          .build();

  private JsonShape() {}

  /**
   * Checks that a text is one JSON object of bearable shape.
   *
   * @throws IOException when it is not; the message is fit for a log
   */
  static void check(String text) throws IOException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      boolean object = parser.nextToken() == JsonToken.START_OBJECT;
      int tokens = 1;
      while (parser.nextToken() != null) {
        object &=
            parser.currentToken() == JsonToken.END_OBJECT || !parser.getParsingContext().inRoot();
        if (++tokens > MOST_TOKENS) {
          throw new IOException("The answer has too many JSON values");
        }
      }
      if (!object) {
        throw new IOException("The answer is not a JSON object");
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "The answer is not well-formed JSON: " + LogText.quote(e.getOriginalMessage()), e);
    }
  }
}
