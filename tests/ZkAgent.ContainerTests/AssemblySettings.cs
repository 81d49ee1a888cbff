using Xunit;
using ZkAgent.ContainerTests.Containers;

// Each test starts one to four JVMs, and the machine that CI has offers two cores.
[assembly: CollectionBehavior(MaxParallelThreads = 2)]
[assembly: AssemblyFixture(typeof(Engine))]
