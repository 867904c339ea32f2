package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import java.util.Arrays;
import java.util.Set;

/**
 * Predicates on what code calls, refers to by {@code ::} or reads. Members are looked up when they
 * are named, so a misspelt one cannot pass for an unused one.
 */
final class Access {

  private Access() {}

  /** A method of a type or of its subtypes, whatever its parameters. */
  static DescribedPredicate<JavaAccess<?>> toMethods(Class<?> owner, String... names) {
    Set<String> wanted = Set.of(names);
    for (String name : names) {
      if (Arrays.stream(owner.getMethods()).noneMatch(method -> method.getName().equals(name))) {
        throw new IllegalArgumentException(owner + " has no public method " + name);
      }
    }
    return describe(
        owner.getSimpleName() + "." + String.join("/", names),
        access ->
            wanted.contains(access.getTarget().getName())
                && access.getTargetOwner().isAssignableTo(owner));
  }

  /** A method of a type with exactly these parameters. */
  static DescribedPredicate<JavaAccess<?>> toMethod(
      Class<?> owner, String name, Class<?>... parameters) {
    String[] types = Arrays.stream(parameters).map(Class::getName).toArray(String[]::new);
    String signature = name + Arrays.toString(types);
    try {
      owner.getMethod(name, parameters);
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(owner + " has no public method " + signature, e);
    }
    String suffix = "." + name + "(" + String.join(", ", types) + ")";
    return describe(
        owner.getSimpleName() + "." + signature,
        access ->
            access.getTargetOwner().isEquivalentTo(owner)
                && access.getTarget().getFullName().endsWith(suffix));
  }

  /** A constructor of exactly one of these types, whatever its parameters. */
  static DescribedPredicate<JavaAccess<?>> toConstructors(Class<?>... owners) {
    return describe(
        "new " + Arrays.toString(owners),
        access ->
            isConstructor(access)
                && Arrays.stream(owners).anyMatch(access.getTargetOwner()::isEquivalentTo));
  }

  /** A constructor of one of these types or of a subtype, whatever its parameters. */
  static DescribedPredicate<JavaAccess<?>> toConstructorsBelow(Class<?>... owners) {
    return describe(
        "new " + Arrays.toString(owners) + " or a subtype",
        access ->
            isConstructor(access)
                && Arrays.stream(owners).anyMatch(access.getTargetOwner()::isAssignableTo));
  }

  /** A constructor of one of these types without parameters. */
  static DescribedPredicate<JavaAccess<?>> toDefaultConstructors(Class<?>... owners) {
    return toConstructors(owners)
        .and(
            describe(
                "without parameters", access -> access.getTarget().getFullName().endsWith("()")));
  }

  /** A field of a type. */
  static DescribedPredicate<JavaAccess<?>> toFields(Class<?> owner, String... names) {
    Set<String> wanted = Set.of(names);
    for (String name : names) {
      if (Arrays.stream(owner.getFields()).noneMatch(field -> field.getName().equals(name))) {
        throw new IllegalArgumentException(owner + " has no public field " + name);
      }
    }
    return describe(
        owner.getSimpleName() + "." + String.join("/", names),
        access ->
            wanted.contains(access.getTarget().getName())
                && access.getTargetOwner().isEquivalentTo(owner));
  }

  /** A method of this name of any type in these packages, subpackages not included. */
  static DescribedPredicate<JavaAccess<?>> toMethodsNamed(String name, String... packages) {
    Set<String> wanted = Set.of(packages);
    return describe(
        name + " in " + String.join(", ", packages),
        access ->
            access.getTarget().getName().equals(name)
                && wanted.contains(access.getTargetOwner().getPackageName()));
  }

  private static boolean isConstructor(JavaAccess<?> access) {
    return access.getTarget().getName().equals(JavaConstructor.CONSTRUCTOR_NAME);
  }
}
