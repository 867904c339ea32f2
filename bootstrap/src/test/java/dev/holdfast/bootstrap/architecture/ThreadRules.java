package dev.holdfast.bootstrap.architecture;

import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static dev.holdfast.bootstrap.architecture.Place.ADMIN_HTTP;
import static dev.holdfast.bootstrap.architecture.Place.APPLICATION;
import static dev.holdfast.bootstrap.architecture.Place.DOMAIN;
import static dev.holdfast.bootstrap.architecture.Place.PROTOCOLS;
import static dev.holdfast.bootstrap.architecture.Place.TRANSPORT;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.Collection;
import java.util.Timer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.BaseStream;

/**
 * What never happens on a loop, and who may start threads: domain and application have one writer
 * and wait for nothing.
 */
final class ThreadRules {

  static final Rule DOMAIN_AND_APPLICATION_START_NO_THREAD =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .accessTargetWhere(startOfAThread())
                  .because("everything about a connection happens on the one loop it is given"),
          "StartsAThread",
          "RunsOnACommonPool",
          "SpreadsAStream",
          "StartsAThreadForATest");

  static final Rule DOMAIN_AND_APPLICATION_TAKE_NO_LOCK =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .dependOnClassesThat()
                  .resideInAPackage("java.util.concurrent.locks")
                  .orShould()
                  .dependOnClassesThat()
                  .belongToAnyOf(
                      CountDownLatch.class,
                      CyclicBarrier.class,
                      Phaser.class,
                      Semaphore.class,
                      BlockingQueue.class)
                  .because("a connection has one writer, its loop"),
          "TakesALock");

  static final Rule DOMAIN_AND_APPLICATION_SYNCHRONIZE_NOTHING =
      Rule.of(
          root ->
              noMethods()
                  .that()
                  .areDeclaredInClassesThat()
                  .resideInAnyPackage(Place.in(root, DOMAIN, APPLICATION))
                  .should()
                  .haveModifier(SYNCHRONIZED)
                  .because("a connection has one writer, its loop"),
          "IsSynchronized");

  static final Rule WHAT_RUNS_ON_A_LOOP_NEVER_WAITS =
      Rule.of(
          root ->
              noClasses()
                  .that()
                  .resideInAnyPackage(
                      Place.in(root, DOMAIN, APPLICATION, ADMIN_HTTP, PROTOCOLS, TRANSPORT))
                  .should()
                  .accessTargetWhere(waiting())
                  .because("thousands of connections share a loop: who waits holds them all up"),
          "WaitsForItsSink",
          "WaitsForNetty",
          "TakesALock",
          "SleepsALittle");

  private ThreadRules() {}

  private static DescribedPredicate<JavaAccess<?>> startOfAThread() {
    return Access.toConstructorsBelow(
            Thread.class, ThreadPoolExecutor.class, ForkJoinPool.class, Timer.class)
        .or(Access.toMethods(Thread.class, "start"))
        .or(Access.toMethods(ThreadFactory.class, "newThread"))
        .or(Access.toMethods(ForkJoinPool.class, "commonPool"))
        .or(Access.toMethods(Collection.class, "parallelStream"))
        .or(Access.toMethods(BaseStream.class, "parallel"))
        .or(Access.toMethods(CompletableFuture.class, "orTimeout", "completeOnTimeout"))
        .or(Access.toMethods(CompletableFuture.class, "delayedExecutor"))
        .or(Access.toMethods(CompletableFuture.class, "supplyAsync", "runAsync"))
        .or(
            DescribedPredicate.describe(
                "Executors", access -> access.getTargetOwner().isEquivalentTo(Executors.class)))
        .as("the start of a thread");
  }

  private static DescribedPredicate<JavaAccess<?>> waiting() {
    return Access.toMethods(Thread.class, "sleep", "join", "yield", "onSpinWait")
        .or(Access.toMethods(TimeUnit.class, "sleep", "timedJoin", "timedWait"))
        .or(Access.toMethods(LockSupport.class, "park", "parkNanos", "parkUntil"))
        .or(Access.toMethods(Object.class, "wait"))
        .or(Access.toMethods(Future.class, "get"))
        .or(Access.toMethods(CompletableFuture.class, "join"))
        .or(Access.toMethods(CountDownLatch.class, "await"))
        .or(Access.toMethods(Semaphore.class, "acquire"))
        .or(Access.toMethods(BlockingQueue.class, "put", "take"))
        .or(Access.toMethods(ExecutorService.class, "invokeAll", "invokeAny"))
        .or(
            Access.toMethods(
                io.netty.util.concurrent.Future.class,
                "await",
                "awaitUninterruptibly",
                "sync",
                "syncUninterruptibly"))
        .as("waiting");
  }
}
