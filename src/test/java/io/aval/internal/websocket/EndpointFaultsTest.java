package io.aval.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EndpointFaultsTest extends EndpointSamples {

  private static void isRefused(Class<?> endpoint, String because) {
    assertThat(EndpointFaults.in(endpoint).orElse("accepted"))
        .startsWith("Aval: the WebSocket endpoint " + endpoint.getName() + " ")
        .contains(because)
        .endsWith(".");
  }

  @Test
  void acceptsWhatCanBeGuarded() {
    for (Class<?> endpoint :
        new Class<?>[] {
          Good.class,
          Unannotated.class,
          SharedButTold.class,
          Configured.class,
          OverridingAloud.class,
          Guarding.class,
          Free.class,
          HalfDone.class
        }) {
      assertThat(EndpointFaults.in(endpoint)).as(endpoint.getName()).isEmpty();
    }
  }

  @Test
  void refusesAnOpeningThatDoesNotTellTheSession() {
    isRefused(WithoutOpen.class, "needs an @OnOpen method with a jakarta.websocket.Session");
    isRefused(OpenWithoutSession.class, "needs an @OnOpen method with a jakarta.websocket.Session");
  }

  @Test
  void refusesAnnotationsThatSomeServersDoNotSee() {
    isRefused(RolesAlone.class, "@Authenticated or @Identified on the class itself");
    isRefused(MethodAlone.class, "@Authenticated or @Identified on the class itself");
  }

  @Test
  void refusesWhatCannotBeIntercepted() {
    isRefused(FinalClass.class, "is final");
    isRefused(FinalMethod.class, "is final");
    isRefused(Bean.class, "is an enterprise bean");
    isRefused(Primitive.class, "must not return a primitive type from its method count");
  }

  @Test
  void refusesCallbacksThatServersFindAndInterceptorsDoNot() {
    isRefused(Private.class, "its method message is not public");
    isRefused(PackagePrivate.class, "its method message is not public");
    isRefused(Overriding.class, "overrides its method message without repeating the annotation");
    isRefused(OverridingGeneric.class, "overrides its method message without repeating");
    isRefused(ByInterface.class, "inherits its method message from an interface");
  }

  @Test
  void refusesInstancesThatAreNotMadeByTheContainer() {
    isRefused(Made.class, "has a configurator with a getEndpointInstance of its own");
  }

  @Test
  void refusesAProgrammaticEndpointThatCannotKeepItsAnnotations() {
    isRefused(Bare.class, "only where it extends io.aval.websocket.IdentityEndpoint");
    isRefused(GettingAround.class, "overrides onClose, in which Aval guards it");
    isRefused(BareMethod.class, "only where it extends io.aval.websocket.IdentityEndpoint");
  }

  @Test
  void refusesASharedInstanceThatCannotTellItsConnectionsApart() {
    isRefused(Shared.class, "its method message needs a jakarta.websocket.Session parameter");
  }

  @Test
  void knowsWhatBecomesOfTextMessages() {
    assertThat(text(Good.class)).isEqualTo(TextUse.WHOLE);
    assertThat(text(WithoutOpen.class)).isEqualTo(TextUse.NONE);
    assertThat(text(InParts.class)).isEqualTo(TextUse.FOREIGN);
    assertThat(text(Read.class)).isEqualTo(TextUse.FOREIGN);
    assertThat(text(Binary.class)).isEqualTo(TextUse.NONE);
    assertThat(text(BinaryInParts.class)).isEqualTo(TextUse.NONE);
    assertThat(text(Numbers.class)).isEqualTo(TextUse.FOREIGN);
    assertThat(text(NumbersBesideBinary.class)).isEqualTo(TextUse.FOREIGN);
  }

  private static TextUse text(Class<?> endpoint) {
    return EndpointPlan.of(endpoint).orElseThrow().text();
  }

  @Test
  void findsTheEndpointBehindAProxysClass() {
    assertThat(EndpointPlan.of(new Good() {}.getClass()).orElseThrow().type())
        .isEqualTo(Good.class);
    assertThat(EndpointPlan.of(String.class)).isEmpty();
  }
}
