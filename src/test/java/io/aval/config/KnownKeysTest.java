package io.aval.config;

import static io.aval.config.Given.faults;
import static io.aval.config.Given.oidc;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class KnownKeysTest {

  @Test
  void namesTheNearestKeyForEveryWayToMisspellTheAudience() {
    for (String wrong :
        new String[] {
          "applicationId",
          "applicationID",
          "application_id",
          "Application-Id",
          "applicationid",
          "aplication-id",
          "application-ids"
        }) {
      assertThat(faults(oidc(wrong, "notes")))
          .containsExactly(
              "aval.providers.main."
                  + wrong
                  + ": is not a key; did you mean aval.providers.main.application-id?");
    }
  }

  @Test
  void namesTheNearestKeyOfTheApplication() {
    assertThat(faults(oidc("aval.error-detail", "full")))
        .containsExactly("aval.error-detail: is not a key; did you mean aval.error-details?");
    assertThat(faults(oidc("aval.tokenSources", "header")))
        .containsExactly("aval.tokenSources: is not a key; did you mean aval.token-sources?");
    assertThat(
            faults(oidc("AVAL.token-sources".toLowerCase(java.util.Locale.ROOT) + "x", "header")))
        .containsExactly("aval.token-sourcesx: is not a key; did you mean aval.token-sources?");
  }

  @Test
  void seesTheKeyBehindAMisspeltPrefix() {
    assertThat(faults(oidc("aval.provider.clerk.domain", "https://clerk.test")))
        .containsExactly(
            "aval.provider.clerk.domain: is not a key; did you mean aval.providers.clerk.domain?");
  }

  @Test
  void refusesAPrefixInOtherCase() {
    var values = oidc();
    values.put("Aval.Error-Details", "full");
    assertThat(faults(values))
        .containsExactly("Aval.Error-Details: is not a key; did you mean aval.error-details?");
  }

  @Test
  void namesNoKeyWhereNoneIsNear() {
    assertThat(faults(oidc("aval.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz", "1")))
        .containsExactly("aval.zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz: is not a key");
  }

  @Test
  void explainsProviderNamesWithDots() {
    assertThat(faults(oidc("aval.providers.my.idp.domain", "https://idp.test")))
        .containsExactly(
            "aval.providers.my.idp.domain: has a provider's name with dots; write"
                + " aval.providers.my-idp.domain");
  }

  @Test
  void refusesAKeyThatNamesNoSettingOfTheProvider() {
    assertThat(faults(oidc("aval.providers.clerk", "https://clerk.test")))
        .singleElement()
        .asString()
        .startsWith("aval.providers.clerk: is not a key");
  }

  @Test
  void refusesProviderNamesOfOtherCharacters() {
    assertThat(faults(oidc("aval.providers.my idp.domain", "https://idp.test")))
        .anyMatch(f -> f.startsWith("aval.providers.my idp: is not a provider's name"));
  }

  @Test
  void acceptsEveryFieldOfTheIdentity() {
    var values = oidc();
    IdentityFields.all().forEach(field -> values.put(Given.P + "identity." + field, "x." + field));

    ProviderConfig provider = Given.provider(values);

    assertThat(provider.identityFields())
        .hasSize(18)
        .containsEntry("pictureUrl", "x.picture-url")
        .containsEntry("phoneNumberVerified", "x.phone-number-verified");
  }

  @Test
  void refusesToRemapComputedFields() {
    for (String field : new String[] {"token-identifier", "subject", "issuer"}) {
      assertThat(faults(oidc("identity." + field, "name")))
          .containsExactly(
              Given.P
                  + "identity."
                  + field
                  + ": is computed from iss and sub, and no claim may replace it");
    }
  }

  @Test
  void namesTheNearestFieldOfTheIdentity() {
    assertThat(faults(oidc("identity.pictureUrl", "avatar")))
        .containsExactly(
            Given.P
                + "identity.pictureUrl: is not a key; did you mean "
                + Given.P
                + "identity.picture-url?");
  }

  @Test
  void countsEditsBlindToCaseAndJoints() {
    assertThat(NearestKey.distance("applicationID", "application-id")).isZero();
    assertThat(NearestKey.distance("domian", "domain")).isEqualTo(2);
    assertThat(NearestKey.distance("", "abc")).isEqualTo(3);
    assertThat(NearestKey.distance("kitten", "sitting")).isEqualTo(3);
  }
}
