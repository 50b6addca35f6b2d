package parley.e2e.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/// When a test fails that has pages open, says what is on them: why a browser didn't show something
/// is rarely to be told from the failure alone.
public final class PagesShown
        implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final int LONGEST = 4_000;

    // one class at a time runs in a process
    private static final List<Person> OPEN = new ArrayList<>();

    static void opened(Person person) {
        OPEN.add(person);
        person.page().onClose(page -> OPEN.remove(person));
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure)
            throws Throwable {
        show();
        throw failure;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(
            ExtensionContext context, Throwable failure) throws Throwable {
        show();
        throw failure;
    }

    private static void show() {
        for (var person : List.copyOf(OPEN)) {
            System.err.println("before " + person + ", " + person.page().url());
            System.err.println("  errors: " + person.errors());
            System.err.println("  page: " + body(person.page()));
        }
    }

    private static String body(Page page) {
        try {
            page.setDefaultTimeout(5_000);
            var body = page.locator("body").innerHTML().replaceAll("<svg.*?</svg>", "");
            return body.substring(0, Math.min(LONGEST, body.length()));
        } catch (PlaywrightException e) {
            return "not to be seen: " + e.getMessage();
        } finally {
            page.setDefaultTimeout(30_000);
        }
    }
}
