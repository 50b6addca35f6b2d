package parley.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;
import parley.protocol.Fields;

/// Accounts for a run: guests, since a guest costs the server no password hash. Kept in a file, and
/// given new tokens when theirs end too soon.
public final class People {
    private static final int AT_ONCE = 16;

    private final Rest rest;

    public People(Rest rest) {
        this.rest = rest;
    }

    /// So many people whose tokens are good for some time.
    ///
    /// @param file where they are kept; made if it isn't there, and made longer if it is short
    public List<Person> gather(int count, Path file, Duration goodFor) {
        try {
            var known =
                    Files.exists(file)
                            ? Files.readAllLines(file).stream()
                                    .filter(line -> !line.isBlank())
                                    .map(Person::of)
                                    .toList()
                            : List.<Person>of();
            var people = gather(count, known, goodFor);
            if (!people.equals(known)) {
                Files.write(file, people.stream().map(Person::line).toList());
            }
            return people.subList(0, count);
        } catch (IOException e) {
            throw new UncheckedIOException("the file of people " + file + " can't be used", e);
        }
    }

    /// The people of a file, whose servers know nothing of tokens.
    public static List<Person> read(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.filter(line -> !line.isBlank()).map(Person::of).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the file of people " + file + " can't be read", e);
        }
    }

    /// So many new people.
    public List<Person> make(int count) {
        return gather(count, List.of(), Duration.ZERO);
    }

    private List<Person> gather(int count, List<Person> known, Duration goodFor) {
        long until = Instant.now().plus(goodFor).getEpochSecond();
        var people =
                new ArrayList<>(all(known, one -> one.expiresAt() > until ? one : refreshed(one)));
        people.addAll(all(IntStream.range(known.size(), count).boxed().toList(), this::guest));
        return people;
    }

    private <T> List<Person> all(List<T> of, Function<T, Person> each) {
        var atOnce = new Semaphore(AT_ONCE);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results =
                    of.stream()
                            .map(one ->
                                    threads.submit(() -> {
                                        atOnce.acquire();
                                        try {
                                            return each.apply(one);
                                        } finally {
                                            atOnce.release();
                                        }
                                    }))
                            .toList();
            var people = new ArrayList<Person>();
            for (var result : results) {
                people.add(result.get());
            }
            return people;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Person guest(int number) {
        return person(rest.post("/v1/auth/guest", "{\"name\":\"Guest " + number + "\"}"));
    }

    private Person refreshed(Person person) {
        if (person.refresh().isEmpty()) {
            throw new IllegalArgumentException(
                    "the token of " + person.id() + " ends too soon, and can't be refreshed");
        }
        var answer =
                rest.post(
                        "/v1/auth/refresh",
                        "{\"refreshToken\":\"" + person.refresh() + "\"}",
                        "Idempotency-Key",
                        Tokens.id(person.token()));
        return new Person(
                person.id(),
                answer.required("accessToken"),
                answer.required("refreshToken"),
                expiresAt(answer));
    }

    private static Person person(Fields answer) {
        return new Person(
                answer.object("user").orElseThrow().required("id"),
                answer.required("accessToken"),
                answer.required("refreshToken"),
                expiresAt(answer));
    }

    private static long expiresAt(Fields answer) {
        return Instant.now().getEpochSecond() + answer.requiredCount("expiresIn");
    }
}
