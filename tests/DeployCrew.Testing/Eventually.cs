using System.Diagnostics;

namespace DeployCrew.Testing;

/// <summary>Waits for what comes by itself: asks again and again until a deadline, never sleeps for a fixed time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>The first answer that holds.</summary>
    /// <param name="ask">Asks once.</param>
    /// <param name="holds">Whether the answer is what is waited for.</param>
    /// <param name="seconds">Deadline.</param>
    /// <exception cref="TimeoutException">No answer held in time; says the last one.</exception>
    public static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> holds, double seconds = 60)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var answer = await ask();
            if (holds(answer))
                return answer;
            if (Stopwatch.GetElapsedTime(started).TotalSeconds > seconds)
                throw new TimeoutException($"not within {seconds} s; the last answer: {answer}");
            await Task.Delay(Pause);
        }
    }

    /// <summary>Waits until a condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold in time.</exception>
    public static Task HoldsAsync(Func<bool> condition, double seconds = 60) => GetAsync(() => Task.FromResult(condition()), holds => holds, seconds);
}
