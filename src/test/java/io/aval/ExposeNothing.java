package io.aval;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.stream.Stream;

/**
 * A type shows no forbidden one to its users: not as parameter, result, exception, field, type
 * argument or supertype. What happens inside its methods does not matter.
 */
final class ExposeNothing extends ArchCondition<JavaClass> {
  private final DescribedPredicate<JavaClass> forbidden;

  ExposeNothing(DescribedPredicate<JavaClass> forbidden) {
    super("expose no type that " + forbidden.getDescription());
    this.forbidden = forbidden;
  }

  @Override
  public void check(JavaClass type, ConditionEvents events) {
    Stream<JavaType> supertypes =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    report(type.getName(), supertypes, events);
    for (JavaCodeUnit unit : type.getCodeUnits()) {
      if (isVisible(unit)) {
        report(unit.getFullName(), signature(unit), events);
      }
    }
    for (JavaField field : type.getFields()) {
      if (isVisible(field)) {
        report(field.getFullName(), Stream.of(field.getType()), events);
      }
    }
  }

  private static boolean isVisible(HasModifiers member) {
    return !member.getModifiers().contains(JavaModifier.SYNTHETIC)
        && (member.getModifiers().contains(JavaModifier.PUBLIC)
            || member.getModifiers().contains(JavaModifier.PROTECTED));
  }

  private static Stream<JavaType> signature(JavaCodeUnit unit) {
    return Stream.of(
            Stream.of(unit.getReturnType()),
            unit.getParameterTypes().stream(),
            unit.getExceptionTypes().stream())
        .flatMap(part -> part);
  }

  private void report(String where, Stream<? extends JavaType> types, ConditionEvents events) {
    types
        .flatMap(type -> type.getAllInvolvedRawTypes().stream())
        .filter(forbidden)
        .forEach(
            type ->
                events.add(
                    SimpleConditionEvent.violated(type, where + " exposes " + type.getName())));
  }
}
