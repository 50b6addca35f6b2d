package parley.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The walls between the parts, as ARCHITECTURE.md draws them.
class ArchitectureTest {
    private static final String ANNOTATIONS = "org.jspecify.annotations..";
    private static final String CHECKS = "com.google.errorprone.annotations..";
    private static final JavaClasses PARLEY =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages("parley");

    @Test
    void the_core_depends_on_the_jdk_alone() {
        classes()
                .that()
                .resideInAPackage("parley.core..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "parley.core..", "java..", "javax.crypto..", ANNOTATIONS, CHECKS)
                .check(PARLEY);
    }

    @Test
    void the_core_knows_no_database_and_no_network() {
        noClasses()
                .that()
                .resideInAPackage("parley.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "java.nio.channels..", "java.net..")
                .check(PARLEY);
    }

    @Test
    void the_protocol_knows_nothing_else_of_parley() {
        noClasses()
                .that()
                .resideInAPackage("parley.protocol..")
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAPackage("parley..")
                                .and(
                                        JavaClass.Predicates.resideOutsideOfPackage(
                                                "parley.protocol..")))
                .check(PARLEY);
    }

    @Test
    void jdbc_is_the_stores_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("parley.store..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "com.zaxxer..", "org.sqlite..")
                .check(PARLEY);
    }

    @Test
    void netty_is_the_doors_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("parley.gateway..", "parley.server.assembly..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(PARLEY);
    }

    @Test
    void the_store_and_the_doors_dont_know_each_other() {
        noClasses()
                .that()
                .resideInAnyPackage("parley.store..", "parley.auth..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("parley.gateway..", "parley.protocol..", "parley.server..")
                .check(PARLEY);
        noClasses()
                .that()
                .resideInAPackage("parley.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("parley.store..", "parley.auth..", "parley.server..")
                .check(PARLEY);
    }

    @Test
    void lucene_is_the_searchs_alone_and_that_knows_the_core_alone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("parley.search..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.lucene..", "com.ibm.icu..")
                .check(PARLEY);
        noClasses()
                .that()
                .resideInAPackage("parley.search..")
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAPackage("parley..")
                                .and(
                                        JavaClass.Predicates.resideOutsideOfPackages(
                                                "parley.search..", "parley.core..")))
                .check(PARLEY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"store", "server"})
    void packages_of_a_module_have_no_cycles(String module) {
        slices().matching("parley." + module + ".(*)..").should().beFreeOfCycles().check(PARLEY);
    }

    // A link runs commands, and a command speaks to the session of the link that runs it: the one
    // cycle there is, and no other may join it. The core's packages are one circle on purpose: a
    // conversation, its messages and its log are told apart for reading, not for building.
    @Test
    void packages_of_the_gateway_have_no_other_cycle() {
        slices().matching("parley.gateway.(*)..")
                .should()
                .beFreeOfCycles()
                .ignoreDependency(
                        JavaClass.Predicates.resideInAPackage("parley.gateway.command.."),
                        JavaClass.Predicates.resideInAPackage("parley.gateway.session.."))
                .check(PARLEY);
    }

    @Test
    void names_say_what_a_thing_is_made_of() {
        var empty =
                List.of(
                        "Manager",
                        "Helper",
                        "Util",
                        "Utils",
                        "Impl",
                        "Base",
                        "Common",
                        "Processor",
                        "Wrapper",
                        "Info");
        var named =
                PARLEY.stream()
                        .map(JavaClass::getSimpleName)
                        .filter(name -> empty.stream().anyMatch(name::endsWith))
                        .toList();
        assertThat(named).isEmpty();
    }

    @Test
    void every_package_says_what_it_is_and_is_null_marked() {
        Set<String> marked =
                PARLEY.stream()
                        .filter(one -> one.getSimpleName().equals("package-info"))
                        .filter(one -> one.isAnnotatedWith(NullMarked.class))
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toSet());
        var all =
                PARLEY.stream()
                        .map(JavaClass::getPackageName)
                        .collect(Collectors.toCollection(TreeSet::new));
        all.removeAll(marked);
        assertThat(all).as("packages without a @NullMarked package-info").isEmpty();
    }
}
