using Xunit;
using Xunit.v3;
using ZkAgent.ContainerTests.Containers;

// Each test starts one to four JVMs, and the machine that CI has offers two cores.
[assembly: Parallelization(MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(Engine))]
