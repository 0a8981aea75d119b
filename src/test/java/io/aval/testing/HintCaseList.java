package io.aval.testing;

import io.aval.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Collects mistakes. */
final class HintCaseList {
  private final List<HintCases.Case> cases = new ArrayList<>();

  void add(String id, Reason reason, Function<TestTokens, String> token, String... settings) {
    Map<String, String> keys = new LinkedHashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      keys.put(settings[i], settings[i + 1]);
    }
    cases.add(new HintCases.Case(id, keys, reason, token));
  }

  List<HintCases.Case> cases() {
    return List.copyOf(cases);
  }
}
