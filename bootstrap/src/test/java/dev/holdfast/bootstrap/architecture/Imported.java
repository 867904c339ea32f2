package dev.holdfast.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;

/**
 * The class files that rules look at, each set read once.
 *
 * <p>Other modules are folders in {@code mvn test} and jars in {@code mvn verify}, and the fixtures
 * of other modules are test jars; what is main code is told by all three.
 */
final class Imported {

  private static final ImportOption TESTS = Imported::isTest;
  private static final ImportOption NO_TESTS = location -> !isTest(location);

  private Imported() {}

  /** The main code of all modules. */
  static JavaClasses mainCode() {
    return MainCode.CLASSES;
  }

  /** The tests of domain and application, which are on the class path as test jars. */
  static JavaClasses testCode() {
    return TestCode.CLASSES;
  }

  /** The little tree in which everything is wrong. */
  static JavaClasses canaries() {
    return Canaries.CLASSES;
  }

  private static boolean isTest(Location location) {
    return location.contains("/test-classes/") || location.contains("-tests.jar");
  }

  private static JavaClasses read(ImportOption option, String... roots) {
    return new ClassFileImporter()
        .withImportOption(option)
        .withImportOption(new ImportOption.DoNotIncludePackageInfos())
        .importPackages(roots);
  }

  private static final class MainCode {
    static final JavaClasses CLASSES = read(NO_TESTS, Place.REAL);
  }

  private static final class TestCode {
    static final JavaClasses CLASSES =
        read(TESTS, Place.REAL + ".domain", Place.REAL + ".application");
  }

  private static final class Canaries {
    static final JavaClasses CLASSES = read(TESTS, Place.CANARIES);
  }
}
