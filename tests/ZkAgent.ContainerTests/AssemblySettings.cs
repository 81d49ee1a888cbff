using Xunit.v3;

// Each test starts one to four JVMs, and the machine that CI has offers two cores.
[assembly: Parallelization(MaxThreads = 2)]
